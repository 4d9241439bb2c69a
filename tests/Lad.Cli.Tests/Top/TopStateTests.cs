using Lad.Cli.Top;
using Lad.Cli.Top.Views;

namespace Lad.Cli.Tests.Top;

public sealed class TopStateTests
{
    private readonly TopState state = new([View(1), View(2), View(3)]);

    [Fact]
    public void Arrows_and_tab_go_round_the_instances()
    {
        Assert.Equal(1, state.Press(Key(ConsoleKey.DownArrow)).Selected);
        Assert.Equal(2, state.Press(Key(ConsoleKey.UpArrow)).Selected);
        Assert.Equal(2, state.Press(Key(ConsoleKey.Tab, '\t', shift: true)).Selected);
        Assert.Equal(0, state.Press(Key(ConsoleKey.Tab, '\t')).Press(Key(ConsoleKey.J, 'j')).Press(Key(ConsoleKey.RightArrow)).Selected);
    }

    [Fact]
    public void P_holds_the_screen_and_lets_it_go_on_and_q_leaves()
    {
        Assert.True(state.Press(Key(ConsoleKey.P, 'p')).IsPaused);
        Assert.False(state.Press(Key(ConsoleKey.P, 'p')).Press(Key(ConsoleKey.Spacebar, ' ')).IsPaused);
        Assert.True(state.Press(Key(ConsoleKey.Q, 'q')).IsDone);
    }

    [Fact]
    public void Help_goes_with_any_key_and_q_leaves_it_too()
    {
        TopState help = state.Press(Key(ConsoleKey.Oem2, '?'));

        Assert.True(help.IsHelp);
        Assert.Equal(state, help.Press(Key(ConsoleKey.P, 'p')));
        Assert.True(help.Press(Key(ConsoleKey.Q, 'q')).IsDone);
    }

    private static InstanceView View(int number) => new() { Address = new Uri($"http://127.0.0.{number}:8080") };

    private static ConsoleKeyInfo Key(ConsoleKey key, char letter = '\0', bool shift = false) => new(letter, key, shift, false, false);
}
