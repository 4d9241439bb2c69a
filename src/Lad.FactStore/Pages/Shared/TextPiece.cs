namespace Lad.FactStore.Pages.Shared;

/// <summary>A piece of a text that is shown.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is shown of it.</param>
internal readonly record struct TextPiece(TextPieceKind Kind, string Text);

/// <summary>What a piece is.</summary>
internal enum TextPieceKind
{
    /// <summary>Text as it is.</summary>
    Plain,

    /// <summary>The name of a character that must not act.</summary>
    Escape,

    /// <summary>A variable part of a template.</summary>
    Variable,

    /// <summary>How much was left out.</summary>
    Rest,
}
