using Lad.Detection.Encoding;
using Lad.Detection.Maps;
using Lad.Detection.Masking;
using Lad.Detection.Scoring;
using Lad.Detection.Templates;
using Lad.Detection.Thresholds;

namespace Lad.Detection.Tests.Maps;

public sealed class MapLandscapeTests
{
    private static readonly Template Started = Named("started", 10), Stopped = Named("stopped", 30);

    [Fact]
    public void A_template_lives_where_its_vector_falls()
    {
        MapLandscape landscape = MapLandscape.Of(Model(), mostCells: 10);
        Assert.Equal([Started], landscape.Cells[0].Templates);
        Assert.Empty(landscape.Cells[1].Templates);
        Assert.Equal([Stopped], landscape.Cells[2].Templates);
    }

    [Fact]
    public void A_block_of_nodes_adds_their_hits_and_keeps_the_greatest_height()
    {
        MapLandscape landscape = MapLandscape.Of(Model(), mostCells: 2);
        Assert.Equal((2, 1, 2), (landscape.Scale, landscape.Rows, landscape.Columns));
        Assert.Equal([4, 2], landscape.Cells.Select(cell => cell.Hits));
        Assert.Equal(UMatrix.Of(Model().Map)[..2].Max(), landscape.Cells[0].Height);
    }

    [Fact]
    public void A_node_without_a_template_of_its_own_has_the_nearest()
    {
        IReadOnlyList<Template> nearest = NearestTemplates.Of(Model());
        Assert.Equal([Started, Stopped, Stopped], nearest);
        Assert.Empty(NearestTemplates.Of(Model() with { Templates = new TemplateSet([]) }));
    }

    private static DetectionModel Model()
    {
        var words = new WordVectors(2, ["started", "stopped"], [10, 30], [1, 0, 0, 1]);
        float[] first = Vector(words, Started), last = Vector(words, Stopped);
        float[] between = [first[0] * .4f + last[0] * .6f, first[1] * .4f + last[1] * .6f];
        return new DetectionModel
        {
            Metadata = new ModelMetadata { Name = "shop", Version = "v1", CreatedAt = DateTimeOffset.UnixEpoch, Seed = 1, TrainingRecords = 40, HeldBackRecords = 0 },
            Masking = new MaskingRules(),
            Templates = new TemplateSet([Started, Stopped]),
            Words = words,
            Map = new SelfOrganizingMap(1, 3, 2, [.. first, .. between, .. last], new float[3], [3, 1, 2]),
            Calibration = new ScoreCalibration { RawScores = [0.5], Levels = [0.5], TailScale = 1 },
            Threshold = new Threshold { Policy = "quantile", Parameter = 0.01, Value = 0.99 },
        };
    }

    private static float[] Vector(WordVectors words, Template template)
    {
        var encoder = new MessageEncoder(words);
        float[] vector = new float[encoder.Dimension];
        encoder.Encode(template.Tokens, vector);
        return vector;
    }

    private static Template Named(string word, long count) => new() { Text = word, Tokens = [word], Fingerprint = Fingerprint.Of([word]), Count = count, Episodes = 1 };
}
