using System.Runtime.InteropServices;

namespace Lad.Kafka.Producing.Native;

/// <summary>The name of a header, kept where librdkafka can read it. Made once for the life of the process.</summary>
internal sealed unsafe class HeaderName(string name)
{
    /// <summary>The name, in UTF-8 with a 0 behind it.</summary>
    public byte* Pointer { get; } = (byte*)Marshal.StringToCoTaskMemUTF8(name);

    /// <inheritdoc/>
    public override string ToString() => name;
}
