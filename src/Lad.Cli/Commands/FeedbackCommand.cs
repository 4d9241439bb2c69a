using System.CommandLine;
using System.Globalization;
using System.Text;
using Lad.Cli.Configuration;
using Lad.Cli.Feedback;
using Lad.Cli.Feedback.Books;
using Lad.Cli.Terminals;
using Lad.FactStore.Api.Feedback;
using Lad.FactStore.Feedback;
using Lad.Pipeline.Feedback;

namespace Lad.Cli.Commands;

/// <summary><c>lad feedback</c>: says what anomalies are, takes it back, and carries it from one store to another.</summary>
internal static class FeedbackCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("feedback", "Says of anomalies what they are: what is normal no longer alerts, at once, and the next model learns it.",
            "lad feedback add --false-positive 9f2c1a04e6b81d37 --reason 'nightly backup'", "lad feedback list", "lad feedback retract 12", "lad feedback export > said.jsonl");
        command.Subcommands.Add(Add(terminal));
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Retract(terminal));
        command.Subcommands.Add(Export(terminal));
        command.Subcommands.Add(Import(terminal));
        return command;
    }

    private static ExampledCommand Add(Terminal terminal)
    {
        var command = new ExampledCommand("add", "Says what an anomaly is, by its fingerprint, its event, its message, or a scored record on standard input.",
            "lad feedback add --false-positive 9f2c1a04e6b81d37",
            "lad feedback add --snooze 2h --message 'disk sda1 is 91 % full'",
            "lad feedback add --schedule 'daily 02:00-04:00 Europe/Berlin' 9f2c1a04e6b81d37",
            "lad score --emit anomalies < app.log | head -1 | lad feedback add --true-positive");
        var said = new FeedbackOptions(command);
        var fingerprint = new Argument<string?>("FINGERPRINT") { Description = "The template's identity: lad.fingerprint of a scored record.", Arity = ArgumentArity.ZeroOrOne };
        var message = new Option<string?>("--message") { HelpName = "TEXT", Description = "The message that it is about; its fingerprint is the one it has under the model in force." };
        var scored = new Option<string?>("--event") { HelpName = "ID", Description = "The event that it is about, 32 hexadecimal digits, which the store has seen." };
        command.Arguments.Add(fingerprint);
        command.Options.Add(message);
        command.Options.Add(scored);
        command.AddModel();
        AddStore(command, out Option<string?> author);
        command.Runs(terminal, async (line, cancellation) =>
        {
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            FeedbackDraft draft = said.Draft(line, terminal.Clock);
            if (line.GetValue(fingerprint) is { } named) draft = draft with { Fingerprint = JudgedAnomaly.Fingerprint(named), Message = line.GetValue(message) ?? "", EventId = line.GetValue(scored) ?? "" };
            else if (line.GetValue(message) is { } text) draft = await JudgedAnomaly.OfMessageAsync(draft, text, settings, terminal, cancellation).ConfigureAwait(false);
            else if (line.GetValue(scored) is { } id) draft = draft with { EventId = id };
            else if (terminal.InputIsInteractive) throw new CommandException("what is it about? Name a FINGERPRINT, --message or --event, or send a scored record to standard input", ExitCode.Usage);
            else draft = JudgedAnomaly.OfRecord(draft, await FirstLineAsync(terminal, cancellation).ConfigureAwait(false));
            return await SayAsync(settings, line.GetValue(author), draft, terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static ExampledCommand List(Terminal terminal)
    {
        var command = new ExampledCommand("list", "Lists what is in force, as a table for people and as JSON lines for programs.", "lad feedback list", "lad feedback list --all | jq .reason");
        var all = new Option<bool>("--all") { Description = "Lists all that was ever said, what was retracted too." };
        command.Options.Add(all);
        AddStore(command, out _);
        command.Runs(terminal, async (line, cancellation) =>
        {
            await using IFeedbackBook book = await OpenAsync(SettingOptions.Load(line, terminal).Settings, null, terminal, cancellation).ConfigureAwait(false);
            var shown = new List<FeedbackStatement>();
            await foreach (FeedbackStatement statement in book.ListAsync(!line.GetValue(all), cancellation).ConfigureAwait(false))
            {
                if (terminal.OutputIsInteractive) shown.Add(statement);
                else await terminal.Output.WriteLineAsync(StatementLines.Of(statement)).ConfigureAwait(false);
            }
            if (terminal.OutputIsInteractive) StatementTable.Write(shown, terminal.Output, terminal.Width);
            return ExitCode.Done;
        });
        return command;
    }

    private static ExampledCommand Retract(Terminal terminal)
    {
        var command = new ExampledCommand("retract", "Takes a statement back, by its number, or all about a fingerprint; what was in force before the statement is in force again.", "lad feedback retract 12", "lad feedback retract 9f2c1a04e6b81d37");
        var what = new Argument<string>("NUMBER|FINGERPRINT") { Description = "A statement's number, or the 16 hexadecimal digits of a fingerprint." };
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why." };
        command.Arguments.Add(what);
        command.Options.Add(reason);
        AddStore(command, out Option<string?> author);
        command.Runs(terminal, async (line, cancellation) =>
        {
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            string text = line.GetValue(what)!;
            var draft = new FeedbackDraft { Fingerprint = 0, Kind = FeedbackKind.Retraction, Reason = line.GetValue(reason) ?? "" };
            // A number has never as many digits as a fingerprint.
            if (text.Length >= 16 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                return await SayAsync(settings, line.GetValue(author), draft with { Fingerprint = JudgedAnomaly.Fingerprint(text) }, terminal, cancellation).ConfigureAwait(false);
            await using IFeedbackBook book = await OpenAsync(settings, line.GetValue(author), terminal, cancellation).ConfigureAwait(false);
            FeedbackStatement statement = await book.FindAsync(number, cancellation).ConfigureAwait(false) ?? throw new CommandException($"there is no statement {number}: lad feedback list --all names all");
            return await SayAsync(book, draft with { Fingerprint = statement.Fingerprint, Retracts = number }, terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static ExampledCommand Export(Terminal terminal)
    {
        var command = new ExampledCommand("export", "Writes all that was ever said, as JSON lines, which lad feedback import takes, or as CSV for people.", "lad feedback export > said.jsonl", "lad feedback export --csv > said.csv");
        var csv = new Option<bool>("--csv") { Description = "Writes CSV. Text of logs is made harmless for spreadsheets in it; an import does not take it." };
        command.Options.Add(csv);
        AddStore(command, out _);
        command.Runs(terminal, async (line, cancellation) =>
        {
            await using IFeedbackBook book = await OpenAsync(SettingOptions.Load(line, terminal).Settings, null, terminal, cancellation).ConfigureAwait(false);
            bool table = line.GetValue(csv);
            if (table) await terminal.Output.WriteAsync(StatementCsv.Header).ConfigureAwait(false);
            await foreach (FeedbackStatement statement in book.ListAsync(inForce: false, cancellation).ConfigureAwait(false))
                await terminal.Output.WriteAsync(table ? StatementCsv.Row(statement) : StatementLines.Of(statement) + "\n").ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static ExampledCommand Import(Terminal terminal)
    {
        var command = new ExampledCommand("import", "Makes the statements of an export, in their order. The same lines again make nothing new.", "lad feedback import said.jsonl", "lad feedback export --db old.db | lad feedback import -");
        var file = new Argument<string>("FILE") { Description = "The export, or - for standard input." };
        command.Arguments.Add(file);
        AddStore(command, out Option<string?> author);
        command.Runs(terminal, async (line, cancellation) =>
        {
            string path = line.GetValue(file)!;
            IEnumerable<string> lines = path == "-" ? Lines(terminal) : File.ReadLines(path, Encoding.UTF8);
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            int refused = 0;
            await using IFeedbackBook book = await OpenAsync(settings, line.GetValue(author), terminal, cancellation).ConfigureAwait(false);
            int made = await StatementLines.ImportAsync(lines, line.GetValue(author) ?? Environment.UserName, book, Refuse, cancellation).ConfigureAwait(false);
            await book.FlushAsync(cancellation).ConfigureAwait(false);
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {made:N0} statements imported, {refused:N0} lines refused"));
            return refused == 0 ? ExitCode.Done : ExitCode.Failed;

            void Refuse(string fault)
            {
                refused++;
                terminal.Error.WriteLine("lad: " + fault);
            }
        });
        return command;
    }

    private static void AddStore(Command command, out Option<string?> author)
    {
        author = new Option<string?>("--author") { HelpName = "NAME", Description = "Who says it; the operating system's user if not named. A running store knows by the token." };
        command.Options.Add(new SettingOption(FactStoreCatalogue.Url, "--server", "URL"));
        command.Options.Add(new SettingOption(FactStoreCatalogue.ClientTokenFile, "--token-file", "FILE"));
        command.Options.Add(new SettingOption(FactStoreCatalogue.ConnectionString, "--db", "CONNECTION"));
        command.AddFeedback();
        command.AddKafka();
        command.Options.Add(author);
    }

    private static async Task<IFeedbackBook> OpenAsync(LadSettings settings, string? author, Terminal terminal, CancellationToken cancellation)
    {
        if (settings.FactStore.Url.Length == 0) return await DatabaseBook.OpenAsync(settings, author ?? Environment.UserName, terminal, cancellation).ConfigureAwait(false);
        if (author is not null) throw new CommandException("a running fact store knows by the token who speaks: leave --author out", ExitCode.Usage);
        var server = new Uri(settings.FactStore.Url.TrimEnd('/') + "/");
        string? token = settings.FactStore.ClientToken();
        if (token is not null && server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback && !settings.FactStore.AllowCleartext)
            throw new CommandException($"the token would cross the network to {server.Host} unencrypted: name the fact store by https, or set FactStore:AllowCleartext where the network is trusted", ExitCode.Usage);
        return new ServerBook(server, token, terminal.Clock);
    }

    private static async Task<int> SayAsync(LadSettings settings, string? author, FeedbackDraft draft, Terminal terminal, CancellationToken cancellation)
    {
        await using IFeedbackBook book = await OpenAsync(settings, author, terminal, cancellation).ConfigureAwait(false);
        return await SayAsync(book, draft, terminal, cancellation).ConfigureAwait(false);
    }

    private static async Task<int> SayAsync(IFeedbackBook book, FeedbackDraft draft, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            FeedbackEntry entry = await book.AddAsync(draft, cancellation).ConfigureAwait(false);
            await terminal.Output.WriteLineAsync(terminal.OutputIsInteractive
                ? string.Create(CultureInfo.InvariantCulture, $"{entry.Statement.Sequence}: {StatementTable.What(entry.Statement)}, of {Detection.Templates.Fingerprint.ToText(entry.Statement.Fingerprint)}; lad feedback retract {entry.Statement.Sequence} takes it back")
                : StatementLines.Of(entry.Statement)).ConfigureAwait(false);
        }
        catch (FeedbackRefusedException refusal)
        {
            throw new CommandException(refusal.Message, ExitCode.Usage, refusal);
        }
        await book.FlushAsync(cancellation).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<string> FirstLineAsync(Terminal terminal, CancellationToken cancellation)
    {
        using var reader = new StreamReader(terminal.OpenInput(), Encoding.UTF8);
        return await reader.ReadLineAsync(cancellation).ConfigureAwait(false) ?? throw new CommandException("standard input is empty: name a FINGERPRINT, --message or --event, or send a scored record", ExitCode.Usage);
    }

    private static IEnumerable<string> Lines(Terminal terminal)
    {
        using var reader = new StreamReader(terminal.OpenInput(), Encoding.UTF8);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
