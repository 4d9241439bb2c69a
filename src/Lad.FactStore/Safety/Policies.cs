namespace Lad.FactStore.Safety;

/// <summary>Names of the authorisation policies that endpoints ask for.</summary>
public static class Policies
{
    /// <summary>Readers and editors.</summary>
    public const string Reads = "reads";

    /// <summary>Editors.</summary>
    public const string Edits = "edits";
}
