using Lad.Cli.Commands;
using Lad.Cli.Configuration;
using Lad.Cli.Locations;

namespace Lad.Cli.Records;

/// <summary>Refuses what a kind of source cannot do, rather than leave it undone in silence.</summary>
internal static class ReadingFault
{
    /// <summary>Looks at what is asked of a source.</summary>
    /// <param name="input">What is read.</param>
    /// <param name="cursor">Where the position is kept.</param>
    /// <param name="follows">Whether reading goes on at the end.</param>
    /// <exception cref="CommandException">It cannot do that.</exception>
    public static void ThrowIfAny(InputSettings input, Location? cursor, bool follows)
    {
        bool index = input.From.Kind == LocationKind.Elasticsearch;
        if (input.Since is not null && !index && input.From.Kind != LocationKind.Kafka) Refuse($"{input.From} cannot be read from a time on: --since (Input:Since) is for es: and kafka:");
        if (input.Until is not null && !index) Refuse($"{input.From} cannot be read up to a time: --until (Input:Until) is for es:");
        if (input.Until is not null && follows) Refuse("what is followed has no end: leave out --until (Input:Until), or --follow");
        if (cursor is { Kind: LocationKind.Kafka } && !index) Refuse($"the position in {input.From} cannot be kept in {cursor}: a cursor on a topic is for es:, and --cursor FILE for files");
    }

    private static void Refuse(string reason) => throw new CommandException(reason, ExitCode.Usage);
}
