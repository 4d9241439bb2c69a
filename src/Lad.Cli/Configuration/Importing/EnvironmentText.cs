using System.Text;

namespace Lad.Cli.Configuration.Importing;

/// <summary>An environment as a shell or a container reads it: <c>KEY=value</c>, <c>export KEY='value' # remark</c>. Nothing is executed or expanded.</summary>
internal static class EnvironmentText
{
    /// <summary>Reads the lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The keys in their order.</param>
    /// <param name="fault">Which line is none, without its value.</param>
    public static bool TryRead(string text, out IReadOnlyList<ImportedValue> values, out string fault)
    {
        var found = new List<ImportedValue>();
        values = found;
        fault = "";
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line[7..].TrimStart();
            int equals = line.IndexOf('=');
            if (equals <= 0 || !IsName(line.AsSpan(0, equals)))
            {
                fault = $"line {i + 1} is no KEY=value";
                return false;
            }
            if (!TryReadValue(line[(equals + 1)..], out string value))
            {
                fault = $"the quotation mark of line {i + 1} is not closed, or something follows it";
                return false;
            }
            found.Add(new ImportedValue(line[..equals], value));
        }
        if (found.Count == 0) fault = "it holds nothing";
        return found.Count > 0;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (char letter in name)
            if (!(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or ':')) return false;
        return !char.IsAsciiDigit(name[0]);
    }

    private static bool TryReadValue(string text, out string value)
    {
        value = "";
        text = text.Trim();
        if (text.Length == 0 || text[0] is not ('\'' or '"'))
        {
            int remark = text.StartsWith('#') ? 0 : text.IndexOf(" #", StringComparison.Ordinal);
            value = (remark < 0 ? text : text[..remark]).TrimEnd();
            return true;
        }
        char quote = text[0];
        var unquoted = new StringBuilder();
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                string rest = text[(i + 1)..].TrimStart();
                value = unquoted.ToString();
                return rest.Length == 0 || rest[0] == '#';
            }
            if (quote == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' or '$' or '`') i++;
            unquoted.Append(text[i]);
        }
        return false;
    }
}
