using Lad.Cli.Top.Views;

namespace Lad.Cli.Top;

/// <summary>What is shown, and how.</summary>
/// <param name="Instances">The instances, at least one.</param>
internal sealed record TopState(IReadOnlyList<InstanceView> Instances)
{
    /// <summary>The instance whose details are shown.</summary>
    public int Selected { get; init; }

    /// <summary>Whether the screen is held.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether help is shown instead.</summary>
    public bool IsHelp { get; init; }

    /// <summary>Whether somebody can press keys.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether somebody wants to leave.</summary>
    public bool IsDone { get; init; }

    /// <summary>What a key does.</summary>
    public TopState Press(ConsoleKeyInfo key)
    {
        if (key.KeyChar is 'q' or 'Q') return this with { IsDone = true };
        if (IsHelp) return this with { IsHelp = false };
        return key switch
        {
            { KeyChar: '?' or 'h' } => this with { IsHelp = true },
            { KeyChar: 'p' or ' ' } => this with { IsPaused = !IsPaused },
            { Key: ConsoleKey.UpArrow or ConsoleKey.LeftArrow } or { KeyChar: 'k' } or { Key: ConsoleKey.Tab, Modifiers: ConsoleModifiers.Shift } => Select(Selected - 1),
            { Key: ConsoleKey.DownArrow or ConsoleKey.RightArrow or ConsoleKey.Tab } or { KeyChar: 'j' } => Select(Selected + 1),
            _ => this,
        };
    }

    private TopState Select(int index) => this with { Selected = (index + Instances.Count) % Instances.Count };
}
