using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Responders;

/// <summary>A counsellor's caseload as its cases tell it.</summary>
public static class CaseWeights
{
    /// <summary>Cases that are remembered; the cap is reached long before.</summary>
    private const int Most = 1_000;

    /// <summary>The responder who has taken a case's word; itself when nothing changes. What weighs nothing is forgotten.</summary>
    public static Responder Take(Responder held, CaseWeight word)
    {
        var known = held.Cases.FirstOrDefault(each => each.CaseId == word.CaseId);
        if (known is null ? word.Points <= 0 || held.Cases.Length >= Most : word.Version < known.Version || word.Points == known.Points)
        {
            return held;
        }

        var others = known is null ? held.Cases : held.Cases.Remove(known);
        return held with { Cases = word.Points > 0 ? others.Add(word) : others, Version = held.Version + 1 };
    }
}
