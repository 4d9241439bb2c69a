using System.Text;

namespace Lad.Cli.Tests;

/// <summary>Keeps what is said, and stops the command at a sign.</summary>
internal sealed class StoppingWriter(string sign, CancellationTokenSource stop) : StringWriter
{
    private readonly Lock gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        lock (gate) base.WriteLine(value);
        if (value?.Contains(sign, StringComparison.Ordinal) == true) _ = stop.CancelAsync();
    }

    public override string ToString()
    {
        lock (gate) return base.ToString();
    }
}
