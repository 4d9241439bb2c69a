using System.Security.Cryptography;

namespace Lad.Detection.Tests.Snapshots;

/// <summary>
/// A reader made from docs/snapshot-format.md alone, sharing no code with the product: each value under a name, in the order of the page.
/// It believes what it reads.
/// </summary>
internal sealed class DocumentedReader : IDisposable
{
    private readonly BinaryReader reader;
    private readonly List<(string Name, object? Value)> values = [];
    private string[] strings = [];

    private DocumentedReader(byte[] snapshot) => reader = new BinaryReader(new MemoryStream(snapshot));

    public static IReadOnlyList<(string Name, object? Value)> Read(byte[] snapshot)
    {
        Assert.Equal(SHA256.HashData(snapshot.AsSpan(0, snapshot.Length - 32)), snapshot[^32..]);
        using var documented = new DocumentedReader(snapshot);
        documented.ReadFile();
        return documented.values;
    }

    public void Dispose() => reader.Dispose();

    private void ReadFile()
    {
        Assert.Equal("89-4C-41-44-0D-0A-1A-0A", BitConverter.ToString(reader.ReadBytes(8)));
        Assert.Equal(1u, reader.ReadUInt32());
        uint sections = reader.ReadUInt32();
        Assert.Equal(reader.BaseStream.Length, reader.ReadInt64());
        for (uint i = 0; i < sections; i++)
        {
            string id = new(reader.ReadChars(4));
            Assert.Equal(id is "GATE" or "FDBK" ? 0u : 1u, reader.ReadUInt32());
            long end = reader.ReadInt64() + reader.BaseStream.Position;
            ReadSection(id);
            Assert.Equal(end, reader.BaseStream.Position);
        }

        Assert.Equal(reader.BaseStream.Length - 32, reader.BaseStream.Position);
    }

    private void ReadSection(string id)
    {
        switch (id)
        {
            case "META":
                Add("name", Text());
                Add("version", Text());
                Add("parent", Optional(Text));
                Add("created", reader.ReadInt64());
                Add("source", Text());
                Add("seed", reader.ReadUInt64());
                Add("records", reader.ReadInt64());
                Add("held back", reader.ReadInt64());
                Add("from", Optional(() => (object)reader.ReadInt64()));
                Add("to", Optional(() => (object)reader.ReadInt64()));
                Add("distinct", reader.ReadInt64());
                Add("overflow", reader.ReadInt64());
                foreach (string name in (string[])["quantization error", "topographic error", "new template rate", "alarm rate"]) Add(name, reader.ReadDouble());
                break;
            case "MASK":
                Add("message bytes", reader.ReadUInt32());
                Add("tokens", reader.ReadUInt32());
                Add("patterns", Texts());
                break;
            case "STRS":
                strings = Texts();
                break;
            case "TMPL":
                for (uint count = reader.ReadUInt32(); count > 0; count--)
                {
                    Add("fingerprint", reader.ReadUInt64());
                    Add("count", reader.ReadInt64());
                    Add("episodes", reader.ReadUInt32());
                    Add("text", Text());
                    Add("tokens", Shared(reader.ReadUInt32()));
                }

                break;
            case "WORD":
                uint length = reader.ReadUInt32();
                string[] words = Shared(reader.ReadUInt32());
                Add("words", words);
                Add("counts", Doubles(words.Length));
                Add("vectors", Singles(words.Length * length));
                Add("hash share", reader.ReadDouble());
                break;
            case "SOM ":
                uint rows = reader.ReadUInt32(), columns = reader.ReadUInt32(), dimension = reader.ReadUInt32();
                Add("rows", rows);
                Add("columns", columns);
                Add("codebook", Singles(rows * columns * dimension));
                Add("radii", Singles(rows * columns));
                Add("hits", Doubles(rows * columns));
                break;
            case "SCOR":
                foreach (string name in (string[])["rare share", "common share", "novelty weight", "severity weight"]) Add(name, reader.ReadDouble());
                Add("severity words", Texts());
                break;
            case "CALI":
                uint points = reader.ReadUInt32();
                Add("raw scores", Doubles(points));
                Add("levels", Doubles(points));
                Add("tail scale", reader.ReadDouble());
                break;
            case "THRS":
                Add("policy", Text());
                foreach (string name in (string[])["parameter", "threshold", "floor"]) Add(name, reader.ReadDouble());
                break;
            case "GATE":
                for (uint criteria = reader.ReadUInt32(); criteria > 0; criteria--)
                {
                    Add("criterion", Text());
                    Add("passed", reader.ReadByte());
                    Add("sentence", Text());
                }

                break;
            case "FDBK":
                Add("threshold before", Optional(() => (object)reader.ReadDouble()));
                Add("threshold", reader.ReadDouble());
                for (uint outcomes = reader.ReadUInt32(); outcomes > 0; outcomes--)
                {
                    Add("false positive", reader.ReadUInt64());
                    Add("score before", Optional(() => (object)reader.ReadDouble()));
                    Add("score", reader.ReadDouble());
                }

                for (uint outcomes = reader.ReadUInt32(); outcomes > 0; outcomes--)
                {
                    Add("true positive", reader.ReadUInt64());
                    Add("held out", reader.ReadInt64());
                    Add("score before", Optional(() => (object)reader.ReadDouble()));
                    Add("score", reader.ReadDouble());
                }

                for (uint weights = reader.ReadUInt32(); weights > 0; weights--)
                {
                    Add("template", reader.ReadUInt64());
                    Add("episodes", reader.ReadUInt32());
                }

                break;
            default:
                Assert.Fail($"The page knows no section {id}.");
                break;
        }
    }

    private void Add(string name, object? value) => values.Add((name, value));

    private string Text() => System.Text.Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt32()));

    private string[] Texts() => Many(reader.ReadUInt32(), Text);

    private string[] Shared(uint count) => Many(count, () => strings[reader.ReadUInt32()]);

    private float[] Singles(long count) => Many(count, reader.ReadSingle);

    private double[] Doubles(long count) => Many(count, reader.ReadDouble);

    private object? Optional(Func<object> read) => reader.ReadByte() == 1 ? read() : null;

    private static T[] Many<T>(long count, Func<T> read) => [.. Enumerable.Range(0, (int)count).Select(_ => read())];
}
