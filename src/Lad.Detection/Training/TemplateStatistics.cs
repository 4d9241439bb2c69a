using Lad.Detection.Templates;

namespace Lad.Detection.Training;

/// <summary>What training saw of each template.</summary>
internal sealed class TemplateStatistics
{
    private TemplateStatistics(int templates)
    {
        Counts = new long[templates];
        Episodes = new long[templates];
        SingleRuns = new long[templates];
        FitCounts = new long[templates];
        Lessons = new long[templates];
    }

    /// <summary>Records.</summary>
    public long[] Counts { get; }

    /// <summary>Runs of adjacent records.</summary>
    public long[] Episodes { get; }

    /// <summary>Runs of one record: what leaving such a record out would take away.</summary>
    public long[] SingleRuns { get; }

    /// <summary>Records that were not held back.</summary>
    public long[] FitCounts { get; }

    /// <summary>Lessons, which words and map take for records.</summary>
    public long[] Lessons { get; }

    /// <summary>Counts what there is of each template.</summary>
    /// <param name="records">The records.</param>
    /// <param name="assignment">The template of each distinct message, -1 when it has none.</param>
    /// <param name="templates">Number of templates.</param>
    public static TemplateStatistics Of(TrainingRecords records, IReadOnlyList<int> assignment, int templates)
    {
        var statistics = new TemplateStatistics(templates);
        var ordered = new long[templates];
        for (int message = 0; message < assignment.Count; message++)
        {
            if (assignment[message] < 0)
                continue;
            statistics.Counts[assignment[message]] += records.Counts[message];
            statistics.FitCounts[assignment[message]] += records.Counts[message] - records.HeldBackCounts[message];
            statistics.Lessons[assignment[message]] += records.Lessons[message];
        }

        int previous = -1;
        long length = 0;
        foreach (int message in records.Order)
        {
            int template = message < 0 ? -1 : assignment[message];
            if (template >= 0)
                ordered[template]++;
            if (template == previous)
            {
                length++;
                continue;
            }

            statistics.Close(previous, length);
            (previous, length) = (template, 1);
        }

        statistics.Close(previous, length);
        for (int template = 0; template < templates; template++)
        {
            long later = statistics.Counts[template] - ordered[template];
            statistics.Episodes[template] += later;
            statistics.SingleRuns[template] += later;
        }

        return statistics;
    }

    private void Close(int template, long length)
    {
        if (template < 0)
            return;
        Episodes[template]++;
        if (length == 1)
            SingleRuns[template]++;
    }
}
