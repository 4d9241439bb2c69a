namespace Lad.Detection.Snapshots.Sections;

/// <summary>Section STRS: the strings that other sections name by index, in strictly ascending order of their bytes.</summary>
internal static class StringsSection
{
    public static void Write(SnapshotOutput output, StringTable table)
    {
        output.Count(table.Strings.Count);
        foreach (string text in table.Strings) output.Text(text);
    }

    public static string[] Read(ref SnapshotInput input)
    {
        string[] strings = new string[input.Count("strings", SnapshotLimits.Strings, sizeof(uint))];
        ReadOnlySpan<byte> previous = [];
        for (int i = 0; i < strings.Length; i++)
        {
            ReadOnlySpan<byte> bytes = input.TextBytes("a string");
            if (i > 0 && previous.SequenceCompareTo(bytes) >= 0) throw input.Malformed($"string {i} does not sort after the one before it", bytes.Length);
            strings[i] = System.Text.Encoding.UTF8.GetString(bytes);
            previous = bytes;
        }

        return strings;
    }
}
