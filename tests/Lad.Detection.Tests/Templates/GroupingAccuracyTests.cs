using System.Globalization;
using Lad.Detection.Masking;
using Lad.Detection.Templates;
using Xunit.Abstractions;

namespace Lad.Detection.Tests.Templates;

public sealed class GroupingAccuracyTests(ITestOutputHelper output)
{
    [DataFact]
    public void One_setting_groups_the_lines_of_every_labelled_log()
    {
        var accuracies = new List<double>();
        foreach (LabelledLog log in LabelledLog.All())
        {
            TemplateAssignment assignment = TemplateAssignment.Of(log.Lines);
            double accuracy = log.GroupingAccuracy([.. assignment.Lines.Select(line => Fingerprint.ToText(line.Fingerprint))]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log.Name,-12} {accuracy:F4}"));
            accuracies.Add(accuracy);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"mean",-12} {accuracies.Average():F4}"));
        Assert.InRange(accuracies.Average(), 0.95, 1);
        Assert.All(accuracies, accuracy => Assert.InRange(accuracy, 0.9, 1));
    }

    [DataFact]
    public void Templates_of_a_random_half_group_the_whole_log()
    {
        var accuracies = new List<double>();
        foreach (LabelledLog log in LabelledLog.All())
        {
            var random = new Random(1);
            TemplateAssignment half = TemplateAssignment.Of([.. log.Lines.Where(_ => random.Next(2) == 0)]);
            var matcher = new TemplateMatcher(half.Mined.Templates);
            double accuracy = log.GroupingAccuracy([.. log.Lines.Select(line => Group(matcher, line.Span))]);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log.Name,-12} {accuracy:F4}"));
            accuracies.Add(accuracy);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"mean",-12} {accuracies.Average():F4}"));
        Assert.InRange(accuracies.Average(), 0.95, 1);
    }

    private static string Group(TemplateMatcher matcher, ReadOnlySpan<byte> line)
    {
        var buffer = new TokenBuffer();
        new MessageScanner(new MaskingRules()).Scan(line, buffer);
        int template = matcher.Match(buffer);
        return Fingerprint.ToText(template >= 0 ? matcher.Templates.Items[template].Fingerprint : Fingerprint.Of(line, buffer));
    }
}
