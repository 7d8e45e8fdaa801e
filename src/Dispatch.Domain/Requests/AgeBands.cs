using System.Collections.Immutable;

namespace Dispatch.Domain.Requests;

/// <summary>
/// Age bands of the person in need, which intake may ask for and nobody must tell. From 60 on they are those of the stations' own registers, half-open
/// at ten years up to 90 to 100; who is older has an open band.
/// </summary>
public static class AgeBands
{
    /// <summary>Every band, youngest first; both ages included.</summary>
    public static readonly ImmutableArray<string> All = ["0-17", "18-39", "40-59", "60-69", "70-79", "80-89", "90-100", "101-"];
}
