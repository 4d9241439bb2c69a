using System.CommandLine;
using System.Globalization;
using Lad.Cli.Configuration;
using Lad.Cli.Records;
using Lad.Cli.Templates;
using Lad.Cli.Terminals;
using Lad.Detection.Masking;
using Lad.Detection.Templates;

namespace Lad.Cli.Commands;

/// <summary><c>lad templates</c>: the templates behind a log, without training a model.</summary>
internal static class TemplatesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new ExampledCommand("templates", "Finds the templates of a log and counts them, or says which template each line has.",
            "lad templates --from file:app.log",
            "lad templates --from file:app.log --field none --assign templates.csv",
            "lad templates --from es:logs-shop-* --since -1d --max-records 100000");
        var assign = new Option<string>("--assign") { HelpName = "FILE", Description = "Writes the template of each line to a CSV file with the columns LineId,EventId,EventTemplate." };
        command.AddInput();
        command.Options.Add(new SettingOption(SettingCatalogue.MaxRecords, "--max-records", "NUMBER"));
        command.AddElasticsearch();
        command.AddPeriod();
        command.Options.Add(assign);
        command.Runs(terminal, async (line, cancellation) =>
        {
            LadSettings settings = SettingOptions.Load(line, terminal).Settings;
            return line.GetValue(assign) is { } path
                ? await AssignAsync(settings, path, terminal, cancellation).ConfigureAwait(false)
                : await ListAsync(settings, terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> AssignAsync(LadSettings settings, string path, Terminal terminal, CancellationToken cancellation)
    {
        // One row a line: what could not be parsed is not left out but stands for itself.
        var lines = new List<ReadOnlyMemory<byte>>();
        var progress = new WorkProgress(terminal.Clock);
        await using OpenSource source = await OpenSource.ToEndAsync((settings with { Input = settings.Input with { JoinLines = false } }).ReadingAtMost(settings.Training.MaxRecords), terminal, cancellation).ConfigureAwait(false);
        var reader = new RecordReader(ParserSettings.Of(settings.Input)) { KeepsUnusable = true };
        Task<TemplateAssignment> work = Task.Run(
            async () =>
            {
                await reader.ReadAsync(source, settings.Training.MaxRecords, progress, (batch, index) => lines.Add(batch.Message(index).ToArray()), cancellation).ConfigureAwait(false);
                progress.Set("mining templates", 0, reader.Read);
                return TemplateAssignment.Of(lines, Rules(settings), cancellation: cancellation);
            },
            cancellation);
        TemplateAssignment assignment = await ProgressDisplay.ShowAsync(terminal, progress, work).ConfigureAwait(false);
        AssignmentFile.Write(path, assignment.Lines);
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {assignment.Lines.Count:N0} lines, {assignment.Mined.Templates.Items.Count:N0} templates, written to {path}"));
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(LadSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var inventory = new MessageInventory();
        var scanner = new MessageScanner(Rules(settings));
        var buffer = new TokenBuffer();
        var progress = new WorkProgress(terminal.Clock);
        await using OpenSource source = await OpenSource.ToEndAsync(settings.ReadingAtMost(settings.Training.MaxRecords), terminal, cancellation).ConfigureAwait(false);
        var reader = new RecordReader(ParserSettings.Of(settings.Input));
        Task<MinedTemplates> work = Task.Run(
            async () =>
            {
                await reader.ReadAsync(source, settings.Training.MaxRecords, progress, Add, cancellation).ConfigureAwait(false);
                progress.Set("mining templates", 0, reader.Read);
                return TemplateMiner.Mine(inventory.Messages, inventory.Counts, cancellation: cancellation);
            },
            cancellation);
        MinedTemplates mined = await ProgressDisplay.ShowAsync(terminal, progress, work).ConfigureAwait(false);
        foreach (Template template in mined.Templates.Items.OrderByDescending(template => template.Count).ThenBy(template => template.Text, StringComparer.Ordinal))
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{template.Count,10}  {Fingerprint.ToText(template.Fingerprint)}  {template.Text}"));
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lad: {reader.Read:N0} records, {reader.Unusable:N0} without a message, {mined.Templates.Items.Count:N0} templates"));
        return ExitCode.Done;

        void Add(Pipeline.Batches.RecordBatch batch, int index)
        {
            scanner.Scan(batch.Message(index), buffer);
            inventory.Add(batch.Message(index), buffer);
        }
    }

    private static MaskingRules Rules(LadSettings settings) => new() { UserPatterns = settings.Training.MaskPatterns };
}
