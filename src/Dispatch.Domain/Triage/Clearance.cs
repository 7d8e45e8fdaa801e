using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Triage;

/// <summary>Who may be asked to serve a service at a level. No setting and nobody's word overrides it.</summary>
/// <param name="Kinds">Kinds of responders; empty: nobody is dispatched, the station refers.</param>
/// <param name="Skills">What the service itself asks for at this level.</param>
/// <param name="CrisisOnly">Crisis-qualified counsellors only.</param>
/// <param name="TrainedOnly">Volunteers must be trained.</param>
public sealed record Clearance(ImmutableArray<ResponderKind> Kinds, ImmutableArray<SkillLevel> Skills, bool CrisisOnly, bool TrainedOnly)
{
    private static readonly ImmutableArray<ResponderKind> Counsellors = [ResponderKind.Counsellor];

    /// <summary>The clearance of a service at the request's present level.</summary>
    /// <remarks>
    /// Above General a practical request is about the person first: a counsellor is not turned away for want of a household skill, and words of
    /// danger in a request for a referral reach the crisis team like any others.
    /// </remarks>
    public static Clearance Of(ServiceType service, RiskLevel level) => level switch
    {
        RiskLevel.HighRisk => new(Counsellors, [], CrisisOnly: true, TrainedOnly: false),
        RiskLevel.Serious => new(AtSerious(service), service.Psychological ? service.Skills : [], CrisisOnly: false, service.TrainedOnly),
        _ => new(service.Kinds, service.Skills, CrisisOnly: false, service.TrainedOnly),
    };

    private static ImmutableArray<ResponderKind> AtSerious(ServiceType service)
    {
        if (service.ReferralOnly)
        {
            return [];
        }

        var companions = service.Companion && service.Kinds.Contains(ResponderKind.Volunteer);
        return companions ? [ResponderKind.Volunteer, ResponderKind.Counsellor] : Counsellors;
    }
}
