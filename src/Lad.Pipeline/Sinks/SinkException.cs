namespace Lad.Pipeline.Sinks;

/// <summary>A sink cannot deliver. The message names the sink, the reason and what to do.</summary>
/// <param name="fault">Why.</param>
/// <param name="sink">What an operator calls the sink.</param>
/// <param name="message">What went wrong and what to do about it.</param>
/// <param name="inner">What the operating system said.</param>
public sealed class SinkException(SinkFault fault, string sink, string message, Exception? inner = null) : IOException(message, inner)
{
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int FileTooLarge = 27;

    /// <summary>Why.</summary>
    public SinkFault Fault { get; } = fault;

    /// <summary>What an operator calls the sink.</summary>
    public string Sink { get; } = sink;

    /// <summary>Says what a failed write means.</summary>
    public static SinkException Writing(string sink, Exception failure) => (failure.HResult & 0xFFFF) switch
    {
        BrokenPipe => new(SinkFault.Closed, sink, $"{sink}: the reader closed the pipe.", failure),
        NoSpace or QuotaExceeded or 112 => new(SinkFault.Full, sink, $"{sink}: no space is left. Free some, or write elsewhere; what was not written is not acknowledged and will be read again.", failure),
        FileTooLarge => new(SinkFault.Full, sink, $"{sink}: the file has reached the largest size that is allowed. Raise the limit, or write elsewhere.", failure),
        _ => new(SinkFault.Failed, sink, $"{sink}: cannot be written: {failure.Message}", failure),
    };

    /// <summary>Says why a file could not be opened.</summary>
    public static SinkException Opening(string sink, string path, Exception failure)
    {
        string reason = failure switch
        {
            _ when Directory.Exists(path) => "it is a directory. Name a file in it.",
            UnauthorizedAccessException => "access is denied. Check its owner and mode.",
            DirectoryNotFoundException => "its directory does not exist. Make it first.",
            _ => failure.Message,
        };
        return new(SinkFault.NotOpened, sink, $"{sink}: cannot be opened for writing: {reason}", failure);
    }
}
