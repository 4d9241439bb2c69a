using Microsoft.Extensions.Logging;

namespace Lad.FactStore.Hosting;

/// <summary>Hands what the server has to say to the process's own log, each under its category. Requests are not logged.</summary>
internal sealed class GivenLoggers(ILoggerFactory log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => log.CreateLogger(categoryName);

    public void Dispose()
    {
        // The process's log outlives the server.
    }
}
