using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Responders;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>I6: an expired certificate never matches: whoever holds a place for a task keeps its certificates and licence through its whole length.</summary>
internal sealed class CertificateChecker(ServiceCatalogue catalogue) : Checker
{
    protected override string Promise => "I6";

    public override void See(Happening happening, Truth before)
    {
        if (happening is not ResponderKept kept)
        {
            return;
        }

        var known = before.Responders.GetValueOrDefault(kept.Id)?.Held ?? [];
        foreach (var held in kept.State.Held.Where(held => known.All(old => old.Offer.Id != held.Offer.Id)))
        {
            var end = (held.Offer.StartsAt > held.HeldAt ? held.Offer.StartsAt : held.HeldAt).AddMinutes(held.Offer.Minutes);
            var profile = kept.State.Profile;
            Holds(
                profile.Kind != ResponderKind.Counsellor || profile.LicensedUntil is not { } until || until >= end,
                happening.At,
                () => $"{kept.Id} holds offer {held.Offer.Id} until {end:O}; the licence ends {profile.LicensedUntil:O}.");
            foreach (var asked in Asked(held))
            {
                Holds(
                    profile.Skills.Any(skill => Covers(skill, asked, end)),
                    happening.At,
                    () => $"{kept.Id} holds offer {held.Offer.Id} until {end:O} without a valid certificate for {asked.Code} {asked.Level}.");
            }
        }
    }

    // Above its service's own level a request asks for a professional, not for the skills it began with.
    private System.Collections.Immutable.ImmutableArray<SkillLevel> Asked(HeldOffer held) =>
        held.Offer.Level == RiskLevel.HighRisk || held.Offer.Level > catalogue.Find(held.Offer.Service)?.Level ? [] : held.Offer.Skills;

    private static bool Covers(HeldSkill skill, SkillLevel asked, DateTimeOffset end) =>
        skill.Code == asked.Code && skill.Level >= asked.Level && (skill.ValidUntil is not { } until || until >= end);
}
