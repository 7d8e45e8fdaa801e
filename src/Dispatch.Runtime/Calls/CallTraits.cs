namespace Dispatch.Runtime.Calls;

/// <summary>What a method's attributes say about its calls.</summary>
[Flags]
public enum CallTraits : byte
{
    None = 0,
    OneWay = 1,
    ReadOnly = 2,
    AlwaysInterleave = 4,
}
