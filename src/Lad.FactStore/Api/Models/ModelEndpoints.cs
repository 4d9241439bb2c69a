using Lad.FactStore.Anomalies;
using Lad.FactStore.Api.Answers;
using Lad.FactStore.Api.Limits;
using Lad.FactStore.Api.Problems;
using Lad.FactStore.Api.Requests;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Safety;
using Lad.Pipeline.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Api.Models;

/// <summary>The models, their versions, and which is in force.</summary>
internal static class ModelEndpoints
{
    private static readonly TimeSpan UsualSpan = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder models = routes.MapGroup("/models").AddEndpointFilter(new ModelFaults());
        models.MapGet("", ListAsync).RequireAuthorization(Policies.Reads);
        models.MapGet("/{name}", VersionsAsync).RequireAuthorization(Policies.Reads);
        models.MapGet("/{name}/versions/{version}", OneAsync).RequireAuthorization(Policies.Reads);
        models.MapGet("/{name}/difference", DifferenceAsync).RequireAuthorization(Policies.Reads);
        models.MapGet("/{name}/map", MapAsync).RequireAuthorization(Policies.Reads);
        models.MapPost("/{name}/rollback", RollbackAsync).RequireAuthorization(Policies.Edits);
    }

    private static async Task<IResult> ListAsync(HttpContext context, FactStoreParts parts)
    {
        ParameterReader.Query(context).End();
        List<ModelAnswer> models = [];
        if (parts.Models is { } catalogue)
        {
            foreach (string name in await catalogue.NamesAsync(context.RequestAborted).ConfigureAwait(false))
            {
                IReadOnlyList<StoredModel> versions = await catalogue.ListAsync(name, context.RequestAborted).ConfigureAwait(false);
                models.Add(new ModelAnswer(name, versions.FirstOrDefault(version => version.IsCurrent)?.Version, versions.Count));
            }
        }

        return ApiResult.Json(new ListAnswer<ModelAnswer>(models), ApiJson.Default.ListAnswerModelAnswer);
    }

    private static async Task<IResult> VersionsAsync(HttpContext context, FactStoreParts parts, string name)
    {
        ParameterReader.Query(context).End();
        IReadOnlyList<ModelVersionView> versions = await Catalogue(parts).VersionsAsync(name, context.RequestAborted).ConfigureAwait(false);
        return ApiResult.Json(new ListAnswer<ModelVersionAnswer>([.. versions.Select(ModelVersionAnswer.Of)]), ApiJson.Default.ListAnswerModelVersionAnswer);
    }

    private static async Task<IResult> OneAsync(HttpContext context, FactStoreParts parts, string name, string version)
    {
        ParameterReader.Query(context).End();
        return ApiResult.Json(await ViewAsync(context, parts, name, version).ConfigureAwait(false), ApiJson.Default.ModelVersionAnswer);
    }

    private static async Task<IResult> DifferenceAsync(HttpContext context, FactStoreParts parts, string name)
    {
        ParameterReader parameters = ParameterReader.Query(context);
        string? from = parameters.Text("from", ModelName.MaxLength), to = parameters.Text("to", ModelName.MaxLength);
        parameters.End();
        if (from is null) throw ProblemException.Malformed("from", "is missing: the older version");
        if (to is null) throw ProblemException.Malformed("to", "is missing: the newer version");
        return ApiResult.Json(DifferenceAnswer.Of(await Catalogue(parts).CompareAsync(name, from, to, context.RequestAborted).ConfigureAwait(false)), ApiJson.Default.DifferenceAnswer);
    }

    private static async Task<IResult> MapAsync(HttpContext context, FactStoreParts parts, string name)
    {
        ParameterReader parameters = ParameterReader.Query(context);
        string? version = parameters.Text("version", ModelName.MaxLength);
        DateTimeOffset since = parameters.Time("since") ?? parts.Clock.GetUtcNow() - UsualSpan;
        parameters.End();
        ModelMap map = await Catalogue(parts).MapAsync(name, version, context.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<UnitCount> anomalies = await parts.Archive.UnitsAsync($"{name}/{map.Landscape.Model.Metadata.Version}", since, context.RequestAborted).ConfigureAwait(false);
        return ApiResult.Json(MapAnswer.Of(map, since, anomalies), ApiJson.Default.MapAnswer);
    }

    private static async Task<IResult> RollbackAsync(HttpContext context, FactStoreParts parts, string name)
    {
        RollbackRequest request = await BodyReader.ReadAsync(context, ApiJson.Default.RollbackRequest, ApiLimits.MaxBody).ConfigureAwait(false);
        if (request.Version is not { Length: > 0 } version) throw ProblemException.Refused("version", "Name the version that shall be in force.");
        await Catalogue(parts).RollbackAsync(name, version, Actor.Of(context), context.RequestAborted).ConfigureAwait(false);
        return ApiResult.Json(await ViewAsync(context, parts, name, version).ConfigureAwait(false), ApiJson.Default.ModelVersionAnswer);
    }

    private static async Task<ModelVersionAnswer> ViewAsync(HttpContext context, FactStoreParts parts, string name, string version)
    {
        IReadOnlyList<ModelVersionView> versions = await Catalogue(parts).VersionsAsync(name, context.RequestAborted).ConfigureAwait(false);
        return versions.FirstOrDefault(view => view.Stored.Version == version) is { } found ? ModelVersionAnswer.Of(found) : throw new UnknownModelException($"The model '{name}' has no version '{ModelName.Printable(version)}'.");
    }

    private static ModelCatalogue Catalogue(FactStoreParts parts) => parts.Models ?? throw ProblemException.NotFound("This store knows no models: no place of models was named where it was started.");
}
