using Lad.FactStore.Api;
using Lad.FactStore.Pages;
using Lad.FactStore.Safety;
using Microsoft.AspNetCore.Builder;

namespace Lad.FactStore.Hosting;

/// <summary>The way of a request through the server: what all have in common comes before the routes.</summary>
internal static class RequestPipeline
{
    /// <summary>Lays the way.</summary>
    public static void Use(WebApplication application)
    {
        application.UseMiddleware<SecurityHeaders>();
        application.UseMiddleware<FailureAnswers>();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseAntiforgery();
        ProbeRoutes.Map(application);
        ApiRoutes.Map(application);
        PageRoutes.Map(application);
    }
}
