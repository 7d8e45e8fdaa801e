namespace Dispatch.Domain.Matching;

/// <summary>A responder that was found, by its slot in the index until the index changes.</summary>
internal readonly record struct Candidate(int Slot, double Score);
