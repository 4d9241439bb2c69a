using Lad.Detection.Maps;
using Lad.Detection.Templates;

namespace Lad.Detection;

/// <summary>
/// What a model and its <see cref="Detector"/> take of memory, from the sizes of their parts: those that grow with training are counted as they are laid out on a 64-bit machine,
/// the rest as a lump.
/// </summary>
internal static class ModelFootprint
{
    private const long Fixed = 32 * 1024;
    private const long UserPattern = 128 * 1024;
    private const int Reference = 8;
    private const int EmptyString = 22;
    private const int DictionaryEntry = 40;

    public static long Of(DetectionModel model) =>
        Fixed + (model.Masking.UserPatterns.Count * UserPattern) + Strings(model) + Words(model) + Map(model.Map) + Templates(model) + (model.Calibration.RawScores.Count * 2L * sizeof(double));

    // Templates and vocabulary share their strings; the vocabulary's are kept once more as UTF-8.
    private static long Strings(DetectionModel model)
    {
        var counted = new HashSet<string>(ReferenceEqualityComparer.Instance);
        long bytes = 0;
        foreach (string word in model.Words.Words) bytes += Count(word) + word.Length;
        foreach (Template template in model.Templates.Items)
        {
            bytes += Count(template.Text);
            foreach (string token in template.Tokens) bytes += Count(token);
        }
        return bytes;

        long Count(string text) => counted.Add(text) ? Aligned(EmptyString + (2L * text.Length)) : 0;
    }

    // Vectors as learned, as directions whose rows are padded, counts, references, and an index that is at most half full.
    private static long Words(DetectionModel model)
    {
        long words = model.Words.Words.Count;
        long padded = (model.Words.Dimension + 15) / 16 * 16;
        long slots = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(4, words * 2));
        return (words * ((sizeof(float) * (model.Words.Dimension + padded)) + sizeof(double) + Reference)) + (slots * 24);
    }

    // The codebook as learned and in tiles of 64 nodes, radii twice, hits.
    private static long Map(SelfOrganizingMap map)
    {
        long nodes = (long)map.Rows * map.Columns;
        return (sizeof(float) * map.Dimension * (nodes + ((nodes + 63) / 64 * 64))) + (nodes * ((2 * sizeof(float)) + sizeof(double)));
    }

    // Each template itself, its assessment and vector; each token's reference and, prefixes being shared, at most one node and edge of the tree that matches.
    private static long Templates(DetectionModel model)
    {
        long tokens = 0;
        foreach (Template template in model.Templates.Items) tokens += template.Tokens.Count;
        return (model.Templates.Items.Count * (136L + (sizeof(float) * model.Map.Dimension) + 56)) + (tokens * (Reference + 24 + DictionaryEntry)) + (model.Words.Words.Count * (long)DictionaryEntry);
    }

    private static long Aligned(long bytes) => (bytes + 7) & ~7L;
}
