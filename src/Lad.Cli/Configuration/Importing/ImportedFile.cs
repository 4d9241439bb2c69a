using System.Text;

namespace Lad.Cli.Configuration.Importing;

/// <summary>Reads the keys and values of a file: YAML, or an environment as <c>KEY=value</c> lines. The file is untrusted: its size is bounded.</summary>
internal static class ImportedFile
{
    /// <summary>Bytes that are read at most.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="ImportException">It holds neither.</exception>
    public static IReadOnlyList<ImportedValue> Read(Stream stream, string name)
    {
        var bytes = new byte[MaxBytes + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MaxBytes) throw new ImportException($"{name}: has more than {MaxBytes} bytes");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new ImportException($"{name}: is not UTF-8 text");
        }
        if (EnvironmentText.TryRead(text, out IReadOnlyList<ImportedValue> values, out string environmentFault)) return values;
        if (YamlText.TryRead(text, out values, out string yamlFault)) return values;
        throw new ImportException($"{name}: is neither an environment ({environmentFault}) nor YAML ({yamlFault})");
    }
}
