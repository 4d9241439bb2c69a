namespace Lad.Detection.Parsing.Fields;

/// <summary>What a field of a structured record is to us.</summary>
internal enum FieldRole : byte
{
    Message,
    Time,
    Level,
    Service,
}
