namespace Lad.Detection.Masking;

/// <summary>Words of nothing but A to F: hashes and addresses that happen to have no digit.</summary>
internal static class HexadecimalWords
{
    /// <summary>Below this many letters such a word is taken for one of a language.</summary>
    internal const int Shortest = 6;

    internal static bool Contains(ReadOnlySpan<byte> text)
    {
        if (text.Length < Shortest)
            return false;
        foreach (byte value in text)
        {
            if (!ByteClasses.Is(value, ByteClass.HexLetter))
                return false;
        }
        return true;
    }
}
