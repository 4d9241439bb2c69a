using System.Globalization;
using System.Text;

namespace Lad.Cli.Telemetry.Reading;

/// <summary>Reads along one line of an exposition.</summary>
/// <param name="text">The line, without its end.</param>
/// <param name="number">Its number, for what is said of it.</param>
internal ref struct ExpositionLine(ReadOnlySpan<char> text, int number)
{
    private const string Exposed = "a sample is NAME{LABEL=\"VALUE\",...} VALUE [TIME]";
    private ReadOnlySpan<char> rest = text;

    /// <summary>Whether nothing is left but space.</summary>
    public readonly bool IsAtEnd => rest.Trim(" \t").IsEmpty;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<char> Rest => rest;

    /// <summary>Passes over space.</summary>
    public void SkipSpace() => rest = rest.TrimStart(" \t");

    /// <summary>Passes over a character when it comes next.</summary>
    public bool Skip(char next)
    {
        if (rest.IsEmpty || rest[0] != next) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>The word up to the next space.</summary>
    public ReadOnlySpan<char> Word()
    {
        SkipSpace();
        int end = rest.IndexOfAny(' ', '\t');
        ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    /// <summary>The name of a metric or, without colons, of a label.</summary>
    /// <exception cref="ExpositionException">None comes next.</exception>
    public string Name(bool ofLabel)
    {
        int length = 0;
        while (length < rest.Length && (char.IsAsciiLetter(rest[length]) || rest[length] == '_' || (!ofLabel && rest[length] == ':') || (length > 0 && char.IsAsciiDigit(rest[length])))) length++;
        if (length == 0) throw Fault(ofLabel ? "the name of a label is missing" : $"the name of a metric is missing: {Exposed}");
        string name = rest[..length].ToString();
        rest = rest[length..];
        return name;
    }

    /// <summary>Labels in braces; the opening one was passed.</summary>
    /// <exception cref="ExpositionException">They are malformed, or too many.</exception>
    public IReadOnlyList<MetricLabel> Labels(int most)
    {
        var labels = new List<MetricLabel>();
        SkipSpace();
        while (!Skip('}'))
        {
            if (labels.Count == most) throw Fault($"more than {most} labels");
            string name = Name(ofLabel: true);
            SkipSpace();
            if (!Skip('=')) throw Fault($"= is missing behind the label {name}");
            SkipSpace();
            if (!Skip('"')) throw Fault($"the value of the label {name} is not in quotes");
            foreach (MetricLabel other in labels)
                if (other.Name == name) throw Fault($"the label {name} comes twice");
            labels.Add(new MetricLabel(name, Quoted(name)));
            SkipSpace();
            if (!Skip(',') && (rest.IsEmpty || rest[0] != '}')) throw Fault($"neither , nor }} behind the label {name}");
            SkipSpace();
        }
        return labels;
    }

    /// <summary>A number, as Go writes and reads it: NaN and infinities with it.</summary>
    /// <exception cref="ExpositionException">There is none.</exception>
    public double Number(string what)
    {
        ReadOnlySpan<char> word = Word();
        if (word.IsEmpty) throw Fault($"the {what} is missing");
        if (word is "NaN" or "nan") return double.NaN;
        if (word is "+Inf" or "Inf" or "+inf" or "inf") return double.PositiveInfinity;
        if (word is "-Inf" or "-inf") return double.NegativeInfinity;
        // .NET would read its own words for infinities, which are no one else's.
        if (!char.IsAsciiLetter(word[^1]) && double.TryParse(word, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double value)) return value;
        throw Fault($"the {what} is no number");
    }

    /// <summary>Text behind a name, without the escapes of help.</summary>
    public readonly string Unescaped()
    {
        ReadOnlySpan<char> help = rest.TrimStart(" \t");
        if (!help.Contains('\\')) return help.ToString();
        var plain = new StringBuilder(help.Length);
        for (int i = 0; i < help.Length; i++)
        {
            if (help[i] == '\\' && i + 1 < help.Length && help[i + 1] is '\\' or 'n' or '"') plain.Append(help[++i] == 'n' ? '\n' : help[i]);
            else plain.Append(help[i]);
        }
        return plain.ToString();
    }

    /// <summary>What is wrong here.</summary>
    public readonly ExpositionException Fault(string reason) => new(number, reason);

    private string Quoted(string name)
    {
        int end = rest.IndexOfAny('"', '\\');
        if (end >= 0 && rest[end] == '"')
        {
            string simple = rest[..end].ToString();
            rest = rest[(end + 1)..];
            return simple;
        }
        var value = new StringBuilder();
        for (int i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                rest = rest[(i + 1)..];
                return value.ToString();
            }
            if (rest[i] != '\\')
            {
                value.Append(rest[i]);
                continue;
            }
            value.Append((i + 1 < rest.Length ? rest[++i] : ' ') switch
            {
                '\\' => '\\',
                '"' => '"',
                'n' => '\n',
                _ => throw Fault($"the value of the label {name} has an escape that is none of \\\\, \\\" and \\n"),
            });
        }
        throw Fault($"the value of the label {name} has no end");
    }
}
