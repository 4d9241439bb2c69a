namespace Lad.Detection.Masking;

/// <summary>What a token of a message is.</summary>
public enum TokenKind : byte
{
    /// <summary>A word that is kept as it stands; <c>name=</c> and <c>name:</c> keep their sign.</summary>
    Word,

    /// <summary>A word with a variable part: <c>blk_&lt;*&gt;</c>, <c>r&lt;*&gt;=</c>.</summary>
    NumberedWord,

    /// <summary>Masked: something with a digit (number, hexadecimal, UUID, IPv4 address, version, date, identifier) or a hexadecimal word.</summary>
    Number,

    /// <summary>Masked: a file path, absolute or with two separators or more.</summary>
    Path,

    /// <summary>Masked: scheme and address.</summary>
    Url,

    /// <summary>Masked: e-mail address, <c>user@host</c>, <c>Class@identity</c>.</summary>
    Address,

    /// <summary>Masked: host name.</summary>
    Host,

    /// <summary>Masked: MAC or IPv6 address.</summary>
    HardwareAddress,

    /// <summary>Masked: name of a weekday or a month inside a date.</summary>
    Date,

    /// <summary>Masked: bytes that are not UTF-8, or what a user's pattern matched.</summary>
    Opaque,
}
