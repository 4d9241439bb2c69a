namespace Lad.Cli.Configuration.Prototype;

/// <summary>Where the model is, which the prototype was told twice.</summary>
internal static class PrototypeModel
{
    /// <summary>Reads a path.</summary>
    public static void Read(PrototypeReading reading, string variable, string value)
    {
        string path = Path.Combine(reading.Value("LADT_MODEL_DIR") ?? "", value);
        if (variable == "LADI_MODEL" && reading.Value("LADT_MODEL") is { } trained)
        {
            if (Path.GetFullPath(trained) != Path.GetFullPath(value))
                reading.Refuse(variable, $"names '{value}' and LADT_MODEL '{trained}': lad run judges with the model that it learned; give both the same, or run lad train and lad score --follow, each with its own variables");
            return;
        }
        reading.Set(SettingCatalogue.Model, "file:" + path, variable);
        reading.Imply(SettingCatalogue.Cursor, $"file:{path}.cursor", variable);
    }
}
