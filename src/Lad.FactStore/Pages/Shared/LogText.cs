using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Text from a log, which is hostile: bounded, with every character visible. All log text on the pages goes through here.</summary>
public sealed class LogText : ComponentBase
{
    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>UTF-16 units that are shown, at most.</summary>
    [Parameter]
    public int Max { get; set; } = 400;

    /// <summary>Whether line ends and tabs stay what they are: where the style keeps them.</summary>
    [Parameter]
    public bool Lines { get; set; }

    /// <summary>Whether it is a template, whose variable parts are marked.</summary>
    [Parameter]
    public bool Template { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (TextPiece piece in VisibleText.Pieces(Text, Max, Lines, Template))
        {
            if (piece.Kind == TextPieceKind.Plain)
            {
                builder.AddContent(0, piece.Text);
                continue;
            }

            (string element, string style) = piece.Kind switch
            {
                TextPieceKind.Escape => ("s", "esc"),
                TextPieceKind.Variable => ("i", "var"),
                _ => ("small", "rest"),
            };
            builder.OpenElement(1, element);
            builder.AddAttribute(2, "class", style);
            builder.AddContent(3, piece.Text);
            builder.CloseElement();
        }
    }
}
