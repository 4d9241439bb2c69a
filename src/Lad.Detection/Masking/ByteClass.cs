namespace Lad.Detection.Masking;

/// <summary>What a byte means to the scanner.</summary>
[Flags]
internal enum ByteClass : byte
{
    None = 0,

    /// <summary>Ends a token. A full stop does too when another one stands beside it.</summary>
    Delimiter = 1,

    /// <summary>0 to 9.</summary>
    Digit = 2,

    /// <summary>Makes a token one to look at closely: separators of paths and names, and bytes beyond ASCII.</summary>
    Special = 4,

    /// <summary>A to Z, a to z, and bytes beyond ASCII.</summary>
    Letter = 8,

    /// <summary>A to F, a to f.</summary>
    HexLetter = 16,

    /// <summary>Control bytes and the blank.</summary>
    Space = 32,

    /// <summary>Goes when it ends a token.</summary>
    Trailing = 64,

    Alphanumeric = Digit | Letter,
    Hex = Digit | HexLetter,
}

/// <summary>The class of each byte.</summary>
internal static class ByteClasses
{
    private static readonly ByteClass[] Table = Build();

    internal static ReadOnlySpan<ByteClass> All => Table;

    internal static bool Is(byte value, ByteClass any) => (Table[value] & any) != 0;

    private static ByteClass[] Build()
    {
        var table = new ByteClass[256];
        for (int value = 0; value < 256; value++)
        {
            var c = (char)value;
            ByteClass of = ByteClass.None;
            if (value <= ' ' || value == 0x7F)
                of |= ByteClass.Delimiter | ByteClass.Space;
            if (",;:=()[]{}<>\"'`|@#&".Contains(c))
                of |= ByteClass.Delimiter;
            if (char.IsAsciiDigit(c))
                of |= ByteClass.Digit;
            if (value >= 0x80 || c is '/' or '\\' or '.')
                of |= ByteClass.Special;
            if (value >= 0x80 || char.IsAsciiLetter(c))
                of |= ByteClass.Letter;
            if (char.IsAsciiLetter(c) && char.IsAsciiHexDigit(c))
                of |= ByteClass.HexLetter;
            if (c is '.' or '!' or '?')
                of |= ByteClass.Trailing;
            table[value] = of;
        }
        return table;
    }
}
