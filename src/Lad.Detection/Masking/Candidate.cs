namespace Lad.Detection.Masking;

/// <summary>A token under a close look, which may take in more of the message.</summary>
/// <param name="start">Index of the first byte.</param>
/// <param name="stop">Index behind the token's last byte, without punctuation that ends it.</param>
/// <param name="end">Index of the delimiter behind the token, or the message's length.</param>
/// <param name="afterMask">Whether the token before is a mask and one byte stands between.</param>
internal ref struct Candidate(int start, int stop, int end, bool afterMask)
{
    /// <summary>Index of the first byte.</summary>
    internal readonly int Start = start;

    /// <summary>Index behind the token's last byte; equal to <see cref="Start"/> when the token goes.</summary>
    internal int Stop = stop;

    /// <summary>Where the scan goes on.</summary>
    internal int End = end;

    /// <summary>Whether the token before is a mask and one byte stands between.</summary>
    internal readonly bool AfterMask = afterMask;

    /// <summary>Drops the token.</summary>
    internal void Drop() => Stop = Start;

    /// <summary>Lets the token end elsewhere.</summary>
    internal void Take(int stop, int end)
    {
        Stop = stop;
        End = end;
    }
}
