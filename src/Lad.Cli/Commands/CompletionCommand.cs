using System.CommandLine;
using Lad.Cli.Terminals;

namespace Lad.Cli.Commands;

/// <summary><c>lad completion</c>: scripts that let a shell complete command lines by asking <c>lad</c> itself.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash completion for lad; to use it: source <(lad completion bash)
        _lad() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o bashdefault -o default -F _lad lad ./lad
        """;

    private const string Zsh = """
        #compdef lad
        # zsh completion for lad; to use it: source <(lad completion zsh)
        _lad() {
            local -a words_found
            words_found=(${(f)"$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
            compadd -a words_found
            _files
        }
        compdef _lad lad
        """;

    private const string Fish = """
        # fish completion for lad; to use it: lad completion fish | source
        complete -c lad -a '(lad "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new ExampledCommand("completion", "Prints a script that lets a shell complete lad's command lines.", "source <(lad completion bash)", "source <(lad completion zsh)", "lad completion fish | source");
        command.Arguments.Add(shell);
        command.Runs(terminal, line =>
        {
            terminal.Output.WriteLine(line.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return ExitCode.Done;
        });
        return command;
    }
}
