using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lad.Detection.Scoring;

/// <summary>
/// Assessments by message key, in a table of fixed size: four slots for each key's low bits. When all four are taken, one of them, chosen by
/// the key's high bits, is overwritten: a lost entry costs an assessment anew and changes no result. Not thread-safe; allocates nothing after construction.
/// </summary>
internal sealed class AssessmentCache
{
    private const int Ways = 4;
    private const int Sets = 4096;

    // 0 marks a free slot; a message with this key is assessed every time.
    private readonly ulong[] keys = new ulong[Sets * Ways];
    private readonly Assessment[] assessments = new Assessment[Sets * Ways];

    /// <summary>Entries that the cache holds at most.</summary>
    public static int Capacity => Sets * Ways;

    /// <summary>Looks an assessment up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ulong key, out Assessment assessment)
    {
        int first = First(key);
        ref ulong slots = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(keys), first);
        for (int way = 0; way < Ways; way++)
        {
            if (Unsafe.Add(ref slots, way) == key && key != 0)
            {
                assessment = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(assessments), first + way);
                return true;
            }
        }

        assessment = default;
        return false;
    }

    /// <summary>Keeps an assessment.</summary>
    public void Set(ulong key, in Assessment assessment)
    {
        if (key == 0)
            return;
        int first = First(key), slot = first + (int)(key >> 62);
        for (int way = 0; way < Ways; way++)
        {
            if (keys[first + way] != key && keys[first + way] != 0)
                continue;
            slot = first + way;
            break;
        }

        keys[slot] = key;
        assessments[slot] = assessment;
    }

    private static int First(ulong key) => (int)(key & (Sets - 1)) * Ways;
}
