namespace Lad.Cli.Configuration;

/// <summary>A file that holds one secret, as Kubernetes and systemd hand them out.</summary>
internal static class SecretFile
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads the secret; one line end behind it is no part of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="fault">What is wrong with the file, by its name; never what it holds.</param>
    public static bool TryRead(string path, out string secret, out string fault)
    {
        secret = "";
        fault = "";
        try
        {
            using FileStream file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes) fault = $"names {path}, which is too long for a secret";
            else secret = Line(System.Text.Encoding.UTF8.GetString(bytes, 0, length));
            if (fault.Length == 0 && secret.Length == 0) fault = $"names {path}, which is empty";
            else if (secret.AsSpan().IndexOfAny('\r', '\n') >= 0) fault = $"names {path}, which has more than one line";
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            fault = $"names {path}, which cannot be read: {refusal.Message}";
        }
        if (fault.Length > 0) secret = "";
        return fault.Length == 0;
    }

    private static string Line(string text)
    {
        string line = text.TrimStart('\uFEFF');
        if (line.EndsWith('\n')) line = line[..^1];
        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
