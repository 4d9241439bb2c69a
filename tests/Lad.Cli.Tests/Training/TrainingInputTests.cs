using System.Collections;
using Lad.Cli.Configuration;
using Lad.Cli.Training;

namespace Lad.Cli.Tests.Training;

public sealed class TrainingInputTests : IDisposable
{
    private const string Both = """
        {"Input":{"From":"es:watched","Since":"-1m"},"Elasticsearch":{"Service":"shop","Query":"level:error"},
         "Training":{"From":"es:history","Since":"-1d","Service":"all","Query":"*"}}
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void What_is_learned_from_has_settings_of_its_own() =>
        Assert.Equal("es:history -1d all *", Shown(Both));

    [Fact]
    public void What_they_do_not_say_is_the_inputs() =>
        Assert.Equal("es:watched -1m shop level:error", Shown("""{"Input":{"From":"es:watched","Since":"-1m"},"Elasticsearch":{"Service":"shop","Query":"level:error"}}"""));

    [Fact]
    public void What_the_command_line_says_of_the_input_holds_for_learning_too() =>
        Assert.Equal("es:typed -2h all *", Shown(Both, new SettingEntry("Input:From", "es:typed", "--from"), new SettingEntry("Input:Since", "-2h", "--since")));

    private string Shown(string json, params SettingEntry[] typed)
    {
        LadSettings learning = TrainingInput.Of(EffectiveSettings.Load(directory.Write("lad.json", json), new Hashtable(), new SettingLayer(typed, [])));
        return string.Join(' ', learning.Input.From, learning.Input.Since, learning.Elasticsearch.Service, learning.Elasticsearch.Query);
    }
}
