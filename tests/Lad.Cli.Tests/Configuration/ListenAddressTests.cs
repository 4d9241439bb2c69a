using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("http://0.0.0.0:8080", "http://0.0.0.0:8080")]
    [InlineData("http://0.0.0.0:8080/", "http://0.0.0.0:8080")]
    [InlineData("localhost:0", "http://127.0.0.1:0")]
    [InlineData("*:8080", "http://*:8080")]
    [InlineData("http://+:8080", "http://*:8080")]
    [InlineData("[::]:8080", "http://[::]:8080")]
    [InlineData("HTTP://[::1]:65535", "http://[::1]:65535")]
    public void An_address_of_this_machine_and_a_port_is_read_and_written_so_that_it_is_read_again(string text, string written)
    {
        Assert.True(ListenAddress.TryParse(text, out ListenAddress? address, out string fault), fault);
        Assert.Equal(written, address!.ToString());
        Assert.True(ListenAddress.TryParse(written, out ListenAddress? again, out _));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData("8080")]
    [InlineData(":8080")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1:+80")]
    [InlineData("127.1:80")]
    [InlineData("::1:80")]
    [InlineData("[::1:80")]
    [InlineData("lad.example:80")]
    [InlineData("http://127.0.0.1:80/health")]
    [InlineData("https://127.0.0.1:443")]
    [InlineData("unix:/run/lad.sock")]
    public void Anything_else_is_refused_with_what_it_must_be(string text)
    {
        Assert.False(ListenAddress.TryParse(text, out _, out string fault));
        Assert.Contains("must be", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_one_is_a_configuration_error()
    {
        CommandLineResult result = await CommandLine.RunAsync(new System.Collections.Hashtable { ["Lad__Health__Listen"] = "lad.example:80" }, "", "scorer");

        Assert.Equal(ExitCode.Configuration, result.ExitCode);
        Assert.Contains("Health:Listen must be", result.Error, StringComparison.Ordinal);
    }
}
