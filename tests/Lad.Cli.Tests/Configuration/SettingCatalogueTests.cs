using Lad.Cli.Configuration;

namespace Lad.Cli.Tests.Configuration;

public sealed class SettingCatalogueTests
{
    [Fact]
    public void Every_property_of_the_settings_is_a_setting()
    {
        IEnumerable<string> properties = typeof(LadSettings).GetProperties().SelectMany(section => section.PropertyType.GetProperties().Where(property => property.CanWrite).Select(property => section.Name + ":" + property.Name));

        Assert.Equal(properties.Order(), SettingCatalogue.All.Select(setting => setting.Key).Order());
    }

    [Fact]
    public void What_a_setting_shows_it_also_reads()
    {
        var defaults = new LadSettings();

        Assert.All(SettingCatalogue.All, setting =>
        {
            Assert.Null(setting.Fault(setting.Show(defaults)));
            Assert.Equal(setting.Show(defaults), setting.Show(setting.Apply(defaults, setting.Show(defaults))));
        });
    }

    [Theory]
    [InlineData("500ms", "500ms")]
    [InlineData("90s", "90s")]
    [InlineData("1.5h", "90m")]
    [InlineData("7d", "7d")]
    [InlineData("60m", "1h")]
    public void Durations_are_read_with_their_unit(string text, string shown) =>
        Assert.Equal(shown, SettingCatalogue.Window.Show(SettingCatalogue.Window.Apply(new LadSettings(), text)));

    [Theory]
    [InlineData("Alerts:Window", "5")]
    [InlineData("Alerts:Window", "m")]
    [InlineData("Alerts:Window", "99999999999d")]
    [InlineData("Training:MapSize", "24")]
    [InlineData("Training:MapSize", "0x4")]
    [InlineData("Training:MapSize", "24x999")]
    [InlineData("Output:Emit", "1.5")]
    [InlineData("Output:Emit", "some")]
    [InlineData("Output:Format", "xml")]
    [InlineData("Input:From", "models:x")]
    [InlineData("Output:To", "kafka:a,b")]
    [InlineData("Model:Location", "kafka:a,b")]
    [InlineData("Kafka:BootstrapServers", "")]
    [InlineData("Kafka:BootstrapServers", "a:1,,b:2")]
    [InlineData("Kafka:ModelsTopic", "")]
    [InlineData("Kafka:ScoredTopic", "a/b")]
    [InlineData("Kafka:Start", "yesterday")]
    [InlineData("Kafka:Start", "-1")]
    [InlineData("Kafka:Delivery", "exactly")]
    [InlineData("Kafka:Client", "compression.codec")]
    [InlineData("Input:From", "es:")]
    [InlineData("Input:Since", "yesterday")]
    [InlineData("Input:MaxRecords", "-1")]
    [InlineData("Output:To", "es:logs-*")]
    [InlineData("Output:To", "es:a,b")]
    [InlineData("Output:To", "es:<logs-{now/d}>")]
    [InlineData("Output:To", "es:berlin:logs")]
    [InlineData("Output:Cursor", "kafka:a,b")]
    [InlineData("Output:Cursor", "es:a")]
    [InlineData("Output:DeadLetters", "es:a")]
    [InlineData("Elasticsearch:Nodes", "")]
    [InlineData("Elasticsearch:Nodes", "es-1:9200")]
    [InlineData("Elasticsearch:Nodes", "ftp://es-1")]
    [InlineData("Elasticsearch:Nodes", "http://es-1:9200,")]
    [InlineData("Elasticsearch:Nodes", "http://es-1:9200?pretty")]
    [InlineData("Elasticsearch:Nodes", "https://lad:hunter2@es-1:9200")]
    [InlineData("Elasticsearch:ApiKey", "two\nlines")]
    [InlineData("Elasticsearch:CaFingerprint", "ab:cd")]
    [InlineData("Elasticsearch:TimeField", "")]
    [InlineData("Elasticsearch:Query", "{\"match_all\":{}")]
    [InlineData("Elasticsearch:ScoredIndex", "Logs")]
    [InlineData("Elasticsearch:PageSize", "10001")]
    [InlineData("Elasticsearch:Slices", "0")]
    [InlineData("Input:From", "")]
    [InlineData("Model:Location", "-")]
    [InlineData("Model:Name", "../up")]
    [InlineData("Threshold:Parameter", "-1")]
    [InlineData("Threshold:Parameter", "NaN")]
    [InlineData("Threshold:Floor", "NaN")]
    [InlineData("Pipeline:BatchSize", "0")]
    public void A_value_outside_its_range_is_refused(string key, string text) =>
        Assert.NotNull(SettingCatalogue.All.Single(setting => setting.Key == key).Fault(text));
}
