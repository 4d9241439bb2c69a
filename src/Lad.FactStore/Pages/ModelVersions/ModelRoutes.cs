using Lad.Detection.Comparing;
using Lad.FactStore.Hosting;
using Lad.FactStore.Models;
using Lad.FactStore.Pages.Shared;
using Lad.FactStore.Safety;
using Lad.Pipeline.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lad.FactStore.Pages.ModelVersions;

/// <summary>The pages of models, and the way back to an older version.</summary>
internal static class ModelRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/models", List).RequireAuthorization(Policies.Reads).ExcludeFromDescription();
        routes.MapGet("/models/{name}", Show).RequireAuthorization(Policies.Reads).ExcludeFromDescription();
        routes.MapPost("/models/{name}/rollback", RollBack).RequireAuthorization(Policies.Edits).AddEndpointFilter(FormFilter.Only).ExcludeFromDescription();
    }

    /// <summary>A page that says that there is no such model or version, or why it cannot be read.</summary>
    public static RazorComponentResult<RefusedPage> Refused(HttpContext context, Exception failure) => new(new { Viewer = Viewer.Of(context), Title = failure is UnknownModelException ? "No such model" : "The model cannot be read", Sentence = failure.Message, Back = "/models" })
    {
        StatusCode = failure is UnknownModelException ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable,
    };

    private static async Task<IResult> List(HttpContext context, FactStoreParts parts)
    {
        List<(string, ModelVersionView?, int)> models = [];
        string? fault = null;
        try
        {
            if (parts.Models is not { } catalogue) return Listed(context, parts, models, fault);
            foreach (string name in await catalogue.NamesAsync(context.RequestAborted))
            {
                IReadOnlyList<ModelVersionView> versions = await catalogue.VersionsAsync(name, context.RequestAborted);
                models.Add((name, versions.FirstOrDefault(static version => version.Stored.IsCurrent), versions.Count));
            }
        }
        catch (ModelStoreException failure)
        {
            fault = failure.Message;
        }

        return Listed(context, parts, models, fault);
    }

    private static RazorComponentResult<ModelsPage> Listed(HttpContext context, FactStoreParts parts, IReadOnlyList<(string, ModelVersionView?, int)> models, string? fault) =>
        new(new { View = new ModelsView(Viewer.Of(context), parts.Clock.GetUtcNow(), parts.Models?.Place, models, fault) });

    private static async Task<IResult> Show(string name, string? version, string? rolled, HttpContext context, FactStoreParts parts)
    {
        try
        {
            if (parts.Models is not { } catalogue) throw new UnknownModelException("The store was not told where models are.");
            IReadOnlyList<ModelVersionView> versions = await catalogue.VersionsAsync(name, context.RequestAborted);
            ModelVersionView shown = version is null
                ? versions.FirstOrDefault(static row => row.Stored.IsCurrent) ?? versions[0]
                : versions.FirstOrDefault(row => row.Stored.Version == version) ?? throw new UnknownModelException("The model has no such version; it may have been removed as an old one.");
            int at = versions.ToList().IndexOf(shown);
            var view = new ModelView
            {
                Viewer = Viewer.Of(context),
                Now = parts.Clock.GetUtcNow(),
                Name = name,
                Versions = versions,
                Shown = shown,
                Difference = at + 1 < versions.Count && shown.Metadata is not null && versions[at + 1].Metadata is not null
                    ? await Difference(catalogue, name, versions[at + 1].Stored.Version, shown.Stored.Version, context.RequestAborted)
                    : null,
                RolledBackTo = versions.FirstOrDefault(row => row.Stored.IsCurrent && row.Stored.Version == rolled)?.Stored.Version,
            };
            return new RazorComponentResult<ModelPage>(new { View = view });
        }
        catch (Exception failure) when (failure is UnknownModelException or ModelStoreException)
        {
            return Refused(context, failure);
        }
    }

    private static async Task<IResult> RollBack(string name, HttpContext context, FactStoreParts parts)
    {
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        string version = form["version"].ToString();
        try
        {
            if (parts.Models is not { } catalogue) throw new UnknownModelException("The store was not told where models are.");
            if (form["sure"] != "yes") return new SeeOther($"/models/{Uri.EscapeDataString(name)}?version={Uri.EscapeDataString(version)}");
            await catalogue.RollbackAsync(name, version, Actor.Of(context), context.RequestAborted);
            return new SeeOther($"/models/{Uri.EscapeDataString(name)}?rolled={Uri.EscapeDataString(version)}");
        }
        catch (Exception failure) when (failure is UnknownModelException or ModelStoreException)
        {
            return Refused(context, failure);
        }
    }

    private static async Task<ModelComparison?> Difference(ModelCatalogue catalogue, string name, string older, string newer, CancellationToken cancellation)
    {
        try
        {
            return await catalogue.CompareAsync(name, older, newer, cancellation);
        }
        catch (Exception failure) when (failure is UnknownModelException or ModelStoreException)
        {
            // A version may be removed while it is looked at: the page has the rest.
            return null;
        }
    }
}
