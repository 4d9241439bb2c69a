using Lad.Cli.Configuration;
using Lad.Detection.Parsing;

namespace Lad.Cli.Records;

/// <summary>Makes the parser that the settings ask for.</summary>
internal static class ParserSettings
{
    /// <summary>The parser's options.</summary>
    /// <exception cref="ConfigurationException">A path cannot be one; all such are listed.</exception>
    public static RecordParserOptions Of(InputSettings input)
    {
        var options = new RecordParserOptions
        {
            WholeRecord = input.Field == "none",
            MessagePaths = input.Field is "auto" or "none" ? [] : [input.Field],
            TimePaths = Path(input.TimeField),
            LevelPaths = Path(input.LevelField),
            ServicePaths = Path(input.ServiceField),
        };
        IReadOnlyList<string> faults = options.Validate();
        return faults.Count == 0 ? options : throw new ConfigurationException([.. faults.Select(fault => "Input: " + fault)]);
    }

    private static string[] Path(string path) => path.Length == 0 ? [] : [path];
}
