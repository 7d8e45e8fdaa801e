using Dispatch.Contracts;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Tests.Requests;
using Shouldly;

namespace Dispatch.Domain.Tests.Privacy;

/// <summary>What a resident must know beside the case code.</summary>
public class SecondFactTests
{
    [Theory]
    [InlineData("13976001234", "1234")]
    [InlineData("139 7600 12-34 (王)", " 12 34 ")]
    [InlineData("１３９７６００１２３４", "1234")]
    [InlineData("13976001234", "１２３４")]
    [InlineData("13976001234", "13976001234")]
    [InlineData("wx lizhi", "izhi")]
    [InlineData("荔枝奶奶的微信", "奶的微信")]
    public void Contact_ByItsEnd_IsTheSecondFact(string contact, string given) => Hinder(contact, given).ShouldBeNull();

    [Theory]
    [InlineData("13976001234", "1243")]
    [InlineData("13976001234", "234")]
    [InlineData("13976001234", "")]
    [InlineData("13976001234", null)]
    public void Contact_SaidWrongly_OpensNothing(string contact, string? given) => Hinder(contact, given).ShouldBe(RefusalCode.PrivacyContact);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("120")]
    public void Contact_ThatProvesNothing_LeavesItToTheStation(string? contact)
    {
        Hinder(contact, contact).ShouldBe(RefusalCode.PrivacyStation);
        SecondFact.IsKnown(new Scene(draft: asked => asked with { Contact = contact }).Request).ShouldBeFalse();
    }

    private static RefusalCode? Hinder(string? contact, string? given) =>
        SecondFact.Hinder(new Scene(draft: asked => asked with { Contact = contact }).Request, given)?.Code;
}
