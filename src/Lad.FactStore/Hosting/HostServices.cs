using Lad.FactStore.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Hosting;

/// <summary>What the host gives to routes.</summary>
internal static class HostServices
{
    /// <summary>Adds the parts, each by its type, and what the web needs.</summary>
    public static void Add(IServiceCollection services, FactStoreOptions options, FactStoreParts parts)
    {
        services.AddSingleton<IHostLifetime, OwnLifetime>();
        // Keys are kept as they are on purpose, and a cookie of another store on this host is none of this one's faults.
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new GivenLoggers(options.Log))
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical));
        Add(services, parts);
        services.AddSingleton(options);
        services.AddRouting();
        services.AddProblemDetails();
        services.AddRazorComponents();
        SafetyServices.Add(services, options, parts);
    }

    // As instances: whoever made them disposes of them.
    private static void Add(IServiceCollection services, FactStoreParts parts)
    {
        services.AddSingleton(parts);
        services.AddSingleton(parts.Database);
        services.AddSingleton(parts.Ledger);
        services.AddSingleton(parts.Archive);
        services.AddSingleton(parts.Tail);
        services.AddSingleton(parts.Audit);
        services.AddSingleton(parts.Status);
        services.AddSingleton(parts.Clock);
        if (parts.Models is { } models) services.AddSingleton(models);
    }
}
