using Lad.Detection.Parsing;

namespace Lad.Detection.Tests.Parsing;

public sealed class RecordParserOptionsTests
{
    [Fact]
    public void All_faults_are_listed_at_once()
    {
        var options = new RecordParserOptions { MaxDepth = 0, WholeRecord = true, MessagePaths = ["a..b"], TimePaths = [""] };

        var thrown = Assert.Throws<ArgumentException>(() => new RecordParser(options));

        Assert.Equal(4, options.Validate().Count);
        Assert.All(options.Validate(), fault => Assert.Contains(fault, thrown.Message, StringComparison.Ordinal));
    }
}
