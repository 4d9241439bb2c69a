using System.Globalization;
using Lad.Detection.Training;

namespace Lad.Detection.Tests;

/// <summary>A small log of everyday messages with a few rare ones, and models learned from it.</summary>
internal static class ShopLog
{
    public static DetectionModel Model { get; } = Train(Lines(3000));

    public static IEnumerable<string> Lines(int count)
    {
        string[] verbs = ["placed", "paid", "shipped"];
        for (int i = 0; i < count; i++)
        {
            yield return (i % 1009, i % 10) switch
            {
                (700, _) => "cache warmed from replica",
                ( < 3, _) => "rotating access log files",
                (_, < 5) => string.Create(CultureInfo.InvariantCulture, $"order {i} {verbs[i % 3]} by customer {i * 7 % 991}"),
                (_, < 8) => string.Create(CultureInfo.InvariantCulture, $"GET /items/{i} served in {i % 40} ms"),
                _ => string.Create(CultureInfo.InvariantCulture, $"session {i * 31 % 977} renewed for user {i % 83}"),
            };
        }
    }

    public static DetectionModel Train(IEnumerable<string> lines, TrainingOptions? options = null, DetectionModel? previous = null) =>
        ModelTrainer.Train(Set(lines, options), new ModelIdentity("shop", DateTimeOffset.UnixEpoch, "test"), previous);

    public static TrainingSet Set(IEnumerable<string> lines, TrainingOptions? options = null)
    {
        var set = new TrainingSet(options ?? new TrainingOptions());
        foreach (string line in lines)
            set.Add(Utf8(line), 0);
        return set;
    }

    public static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
