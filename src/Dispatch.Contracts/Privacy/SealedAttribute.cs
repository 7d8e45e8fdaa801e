namespace Dispatch.Contracts.Privacy;

/// <summary>Names, describes or locates a person, or is somebody's secret: the store holds this member sealed, with a key that does not lie in it.</summary>
/// <remarks>For members that are texts, records or lists. One that holds a sealed member itself is sealed as a whole. docs/privacy.md</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SealedAttribute : Attribute;
