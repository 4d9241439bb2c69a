using System.Globalization;
using Lad.FactStore.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lad.FactStore.Safety;

/// <summary>The page to sign in, and the way out.</summary>
internal static class SignInRoutes
{
    public const string Path = "/sign-in";

    private const int MostTokenCharacters = 1024;

    /// <summary>Adds the routes; without a sign-in there are none.</summary>
    public static void Map(IEndpointRouteBuilder routes, FactStoreOptions options)
    {
        if (!options.RequiresSignIn) return;
        RouteGroupBuilder group = routes.MapGroup("").ExcludeFromDescription();
        group.MapGet(Path, ShowAsync).AllowAnonymous();
        if (options.TokenFile.Length > 0) group.MapPost(Path, EnterAsync).AllowAnonymous();
        group.MapPost("/sign-out", (Delegate)LeaveAsync).AllowAnonymous();
        if (options.OpenId is not null) OpenIdRoutes.Map(group);
    }

    /// <summary>Sends a browser that shows a page to the page to sign in; tells everyone else that they must.</summary>
    public static Task AskAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        HttpRequest request = context.Request;
        string? destination = request.Headers["Sec-Fetch-Dest"];
        bool isPage = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && destination is null or "document";
        if (!isPage)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Task.CompletedTask;
        }
        string path = ReturnPath.Of(request);
        context.Response.Redirect(path == "/" ? Path : $"{Path}?return={Uri.EscapeDataString(path)}");
        return Task.CompletedTask;
    }

    private static async Task<IResult> ShowAsync(HttpContext context, FactStoreOptions options)
    {
        string path = ReturnPath.Of(context.Request.Query["return"]);
        if ((await context.AuthenticateAsync(Schemes.Session).ConfigureAwait(false)).Succeeded) return Results.Redirect(path);
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site") return Onward($"{Path}?return={Uri.EscapeDataString(path)}");
        return Page(options, path, "", StatusCodes.Status200OK);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, FactStoreOptions options, TokenBook tokens, SignIns signIns, SignInAllowance allowance)
    {
        if (!context.Request.HasFormContentType) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        string address = RemoteAddress.Of(context);
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        string path = ReturnPath.Of(form["return"]);
        string token = form["token"].ToString().Trim();
        if (token.Length is 0 or > MostTokenCharacters || tokens.Find(token) is not { } entry)
        {
            if (!allowance.TryFail(address, out TimeSpan wait))
            {
                string seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                context.Response.Headers.RetryAfter = seconds;
                return Page(options, path, $"This token is not known, and there were too many like it. Wait {seconds} s before another one.", StatusCodes.Status429TooManyRequests);
            }
            signIns.Refused("by a token of the sign-in page", address);
            return Page(options, path, "This token is not known. Whoever runs the store hands them out.", StatusCodes.Status403Forbidden);
        }
        await Sessions.OpenAsync(context, entry).ConfigureAwait(false);
        signIns.Entered(entry.Actor, "by a token", address);
        return new SeeOther(path);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutAsync(Schemes.Session).ConfigureAwait(false);
        return new SeeOther(Path);
    }

    /// <summary>The page to sign in, with what went wrong.</summary>
    public static IResult Page(FactStoreOptions options, string path, string fault, int status) =>
        new RazorComponentResult<SignInPage>(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Return)] = path,
            [nameof(SignInPage.Fault)] = fault,
            [nameof(SignInPage.ByToken)] = options.TokenFile.Length > 0,
            [nameof(SignInPage.Provider)] = options.OpenId?.Authority.Host,
        })
        { StatusCode = status };

    /// <summary>Goes on to a page of this server as if from one of its own: where a browser comes from elsewhere, it sends no cookie that is <c>SameSite=Strict</c>, and it would look as if nobody had signed in.</summary>
    public static IResult Onward(string path) => new OnwardResult(path);

    private sealed class OnwardResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["Refresh"] = $"0; url={path}";
            return new RazorComponentResult<OnwardPage>(new Dictionary<string, object?> { [nameof(OnwardPage.Path)] = path }).ExecuteAsync(httpContext);
        }
    }
}
