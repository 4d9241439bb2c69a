using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Lad.FactStore.Storage;

/// <summary>Where the next page of a list begins, by the key of the last item: opaque for callers and safe in a URL.</summary>
internal static class PageCursor
{
    /// <summary>The cursor behind an item with these keys.</summary>
    public static string Behind(params ReadOnlySpan<long> keys)
    {
        var text = new StringBuilder();
        foreach (long key in keys) text.Append(CultureInfo.InvariantCulture, $"{key} ");
        return Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>The keys of a cursor; <see langword="null"/> when it is none with that many.</summary>
    public static long[]? Read(string cursor, int keys)
    {
        if (cursor.Length > 256 || !Base64Url.IsValid(cursor)) return null;
        string[] parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var read = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out read[i])) return null;
        }

        return read.Length == keys ? read : null;
    }
}
