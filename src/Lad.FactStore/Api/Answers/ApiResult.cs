using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Lad.FactStore.Api.Answers;

/// <summary>Answers of endpoints.</summary>
internal static class ApiResult
{
    private const string ContentType = "application/json";

    public static IResult Json<T>(T answer, JsonTypeInfo<T> form, int status = StatusCodes.Status200OK) => Results.Json(answer, form, ContentType, status);

    public static IResult Created<T>(HttpContext context, string path, T answer, JsonTypeInfo<T> form)
    {
        context.Response.Headers.Location = context.Request.PathBase + path;
        return Json(answer, form, StatusCodes.Status201Created);
    }
}
