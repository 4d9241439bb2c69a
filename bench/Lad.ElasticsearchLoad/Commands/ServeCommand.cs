using System.CommandLine;
using Lad.ElasticsearchLoad.Serving;

namespace Lad.ElasticsearchLoad.Commands;

/// <summary><c>serve</c>: a server in a process of its own, so that its work is not counted as the writer's.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var server = new Option<ServerKind>("--server") { DefaultValueFactory = _ => ServerKind.StandIn, Description = "Which." };
        var command = new Command("serve", "Serves until its input ends; each line that comes makes it forget its documents.") { server };
        command.SetAction(async (line, stop) =>
        {
            await using IServer serving = line.GetValue(server) == ServerKind.StandIn ? await ServedStandIn.StartAsync().ConfigureAwait(false) : await BareServer.StartAsync().ConfigureAwait(false);
            await Console.Out.WriteLineAsync(serving.Url.AbsoluteUri).ConfigureAwait(false);
            while (await Console.In.ReadLineAsync(stop).ConfigureAwait(false) is not null)
            {
                long documents = serving.Forget();
                await Console.Out.WriteLineAsync(documents.ToString(System.Globalization.CultureInfo.InvariantCulture)).ConfigureAwait(false);
            }
            return 0;
        });
        return command;
    }
}
