namespace Lad.Detection.Masking;

/// <summary>Groups of hexadecimal digits joined by colons: six pairs or more (MAC, EUI-64, GUIDs of InfiniBand), and IPv6.</summary>
internal static class HardwareAddresses
{
    /// <summary>Digits of a group, at most.</summary>
    internal const int LongestGroup = 4;

    internal static bool Follows(ReadOnlySpan<byte> message, ref Candidate token)
    {
        if (token.Stop - token.Start > LongestGroup)
            return false;
        int at = token.Start;
        int group = 0;
        int groups = 0;
        int pairs = 0;
        bool digit = false;
        bool gap = token.Start >= 2 && message[(token.Start - 2)..token.Start].SequenceEqual("::"u8);
        for (; at <= message.Length; at++)
        {
            byte value = at < message.Length ? message[at] : (byte)' ';
            if (ByteClasses.Is(value, ByteClass.Hex))
            {
                digit |= ByteClasses.Is(value, ByteClass.Digit);
                if (++group > LongestGroup)
                    return false;
                continue;
            }
            if (group > 0)
                groups++;
            if (group == 2)
                pairs++;
            else if (group == 0 && value == ':')
                gap = true;
            if (value == '.' && groups > 1 && digit)
                break;
            if (value != ':')
            {
                if (ByteClasses.Is(value, ByteClass.Alphanumeric) || value == '_')
                    return false;
                break;
            }
            group = 0;
        }
        bool mac = groups >= 6 && pairs == groups;
        bool ip = digit && (groups == 8 || (gap && groups >= 2));
        if (!mac && !ip)
            return false;
        int stop = Math.Min(at, message.Length);
        while (message[stop - 1] == ':')
            stop--;
        token.Take(stop, stop);
        return true;
    }
}
