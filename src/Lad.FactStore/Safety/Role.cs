namespace Lad.FactStore.Safety;

/// <summary>What someone may do.</summary>
public enum Role
{
    /// <summary>Sees everything.</summary>
    Reader,

    /// <summary>Also gives feedback and rolls models back.</summary>
    Editor,
}
