using System.Globalization;
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
}
